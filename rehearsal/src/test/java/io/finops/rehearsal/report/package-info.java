@NullMarked
package io.finops.rehearsal.report;

import org.jspecify.annotations.NullMarked;
