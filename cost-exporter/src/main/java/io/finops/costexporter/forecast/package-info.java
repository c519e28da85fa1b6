/** What AWS expects the month to cost. */
@NullMarked
package io.finops.costexporter.forecast;

import org.jspecify.annotations.NullMarked;
