@NullMarked
package io.finops.traffic.cli;

import org.jspecify.annotations.NullMarked;
