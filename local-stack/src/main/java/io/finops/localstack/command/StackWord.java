package io.finops.localstack.command;

import java.util.concurrent.Callable;

/**
 * A word of {@code ./stack} that another jar brings: a picocli command with a public constructor without arguments, named in
 * {@code META-INF/services}. So the launcher lists and runs words of modules that it does not know.
 */
public interface StackWord extends Callable<Integer> {}
