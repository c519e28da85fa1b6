/** The command line: what the words and flags mean, and which exit code a command ends with. */
@NullMarked
package io.finops.traffic.cli;

import org.jspecify.annotations.NullMarked;
