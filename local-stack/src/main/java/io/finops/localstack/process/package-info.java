/** Operating-system processes: running a command, and telling our process from a stranger with the same id. */
@NullMarked
package io.finops.localstack.process;

import org.jspecify.annotations.NullMarked;
