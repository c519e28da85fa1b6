/** Tests of the report as its readers meet it. */
@NullMarked
package io.finops.report;

import org.jspecify.annotations.NullMarked;
