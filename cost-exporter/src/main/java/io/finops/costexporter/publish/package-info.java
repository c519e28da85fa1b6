/** Turns what is known of the bill into one immutable page of metrics, swapped whole. */
@NullMarked
package io.finops.costexporter.publish;

import org.jspecify.annotations.NullMarked;
