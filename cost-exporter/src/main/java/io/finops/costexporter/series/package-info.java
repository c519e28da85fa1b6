/** Daily cost as a series: weekday pattern, level, trend. Pure arithmetic, robust against single days. */
@NullMarked
package io.finops.costexporter.series;

import org.jspecify.annotations.NullMarked;
