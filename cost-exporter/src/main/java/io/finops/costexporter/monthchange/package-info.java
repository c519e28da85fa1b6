/** What the last month cost more or less than the one before, and what that came from. */
@NullMarked
package io.finops.costexporter.monthchange;

import org.jspecify.annotations.NullMarked;
