/** Budget guardrails: what happens when spend, or its projection, passes a share of a limit. */
@NullMarked
package io.finops.costexporter.guardrail;

import org.jspecify.annotations.NullMarked;
