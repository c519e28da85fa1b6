@NullMarked
package io.finops.benchmarks.command;

import org.jspecify.annotations.NullMarked;
