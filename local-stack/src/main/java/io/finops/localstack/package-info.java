/** The native launcher behind ./stack: starts, watches, drills and measures the whole stack. */
@NullMarked
package io.finops.localstack;

import org.jspecify.annotations.NullMarked;
