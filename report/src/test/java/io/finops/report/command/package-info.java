@NullMarked
package io.finops.report.command;

import org.jspecify.annotations.NullMarked;
