/** Bringing an overlay of {@code deploy/kubernetes} to a cluster, and taking it back when it does not work there. */
@org.jspecify.annotations.NullMarked
package io.finops.rehearsal.deploy;
