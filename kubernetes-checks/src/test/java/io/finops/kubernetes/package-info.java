/** Checks of {@code deploy/kubernetes} that need no cluster. */
@org.jspecify.annotations.NullMarked
package io.finops.kubernetes;
