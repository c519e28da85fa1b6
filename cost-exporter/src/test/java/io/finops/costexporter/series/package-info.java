@NullMarked
package io.finops.costexporter.series;

import org.jspecify.annotations.NullMarked;
