/** The paid API's own bill: counts every request and keeps it within the daily budget. */
@NullMarked
package io.finops.costexporter.request;

import org.jspecify.annotations.NullMarked;
