@NullMarked
package io.finops.costexporter.history;

import org.jspecify.annotations.NullMarked;
