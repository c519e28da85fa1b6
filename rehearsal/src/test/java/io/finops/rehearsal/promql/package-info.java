/** Takes PromQL apart for the tests of rules and dashboards. */
@NullMarked
package io.finops.rehearsal.promql;

import org.jspecify.annotations.NullMarked;
