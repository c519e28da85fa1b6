/** How the bill answers to traffic: what a day costs whatever happens, and what one more payment costs. */
@NullMarked
package io.finops.report.elasticity;

import org.jspecify.annotations.NullMarked;
