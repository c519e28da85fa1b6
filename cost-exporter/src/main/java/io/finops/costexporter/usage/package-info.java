/** How much of what has been used this month, and what a unit of it costs. */
@NullMarked
package io.finops.costexporter.usage;

import org.jspecify.annotations.NullMarked;
