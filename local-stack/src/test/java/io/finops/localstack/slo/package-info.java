/** Writes {@code prometheus/rules/slo-*.yml} from the objectives in {@code prometheus/slo}. */
@NullMarked
package io.finops.localstack.slo;

import org.jspecify.annotations.NullMarked;
