@NullMarked
package io.finops.costexporter.guardrail;

import org.jspecify.annotations.NullMarked;
