/** The nowcast: what is being spent per second, estimated from settled days. */
@NullMarked
package io.finops.costexporter.runrate;

import org.jspecify.annotations.NullMarked;
