/** The exporter against the real simulators, through the real SDK. */
@NullMarked
package io.finops.costexporter.simulated;

import org.jspecify.annotations.NullMarked;
