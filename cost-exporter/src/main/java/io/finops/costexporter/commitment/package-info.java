/** How well Savings Plans and reservations are used, and how much they cover. */
@NullMarked
package io.finops.costexporter.commitment;

import org.jspecify.annotations.NullMarked;
