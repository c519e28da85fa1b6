/** The bill as plain values: rows by day, how days settle, how rows fold. No clock, no I/O. */
@NullMarked
package io.finops.costexporter.bill;

import org.jspecify.annotations.NullMarked;
