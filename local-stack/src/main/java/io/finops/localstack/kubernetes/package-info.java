/** The cluster that the stack runs in, by way of kubectl. */
@org.jspecify.annotations.NullMarked
package io.finops.localstack.kubernetes;
