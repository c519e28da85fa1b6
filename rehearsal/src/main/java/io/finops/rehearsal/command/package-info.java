/** The word {@code drill}, and the list of all drills. */
@NullMarked
package io.finops.rehearsal.command;

import org.jspecify.annotations.NullMarked;
