/** Tests of the way into a cluster. */
@org.jspecify.annotations.NullMarked
package io.finops.localstack.kubernetes;
