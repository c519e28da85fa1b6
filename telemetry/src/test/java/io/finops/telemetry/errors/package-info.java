@NullMarked
package io.finops.telemetry.errors;

import org.jspecify.annotations.NullMarked;
