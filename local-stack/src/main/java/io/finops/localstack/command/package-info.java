/** The words of ./stack. */
@NullMarked
package io.finops.localstack.command;

import org.jspecify.annotations.NullMarked;
