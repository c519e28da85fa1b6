/** Checks of the configuration and of the running stack. */
@NullMarked
package io.finops.localstack.check;

import org.jspecify.annotations.NullMarked;
