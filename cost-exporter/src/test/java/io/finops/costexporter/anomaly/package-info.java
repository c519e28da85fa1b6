@NullMarked
package io.finops.costexporter.anomaly;

import org.jspecify.annotations.NullMarked;
