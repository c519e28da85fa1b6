/** Reads the views of the bill and keeps what is known of them. */
@NullMarked
package io.finops.costexporter.spend;

import org.jspecify.annotations.NullMarked;
