/** The native launcher behind ./stack: starts and watches the whole stack. */
@NullMarked
package io.finops.localstack;

import org.jspecify.annotations.NullMarked;
