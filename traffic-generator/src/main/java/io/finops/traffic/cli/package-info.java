/** The command line: commands, options and exit codes. */
@NullMarked
package io.finops.traffic.cli;

import org.jspecify.annotations.NullMarked;
