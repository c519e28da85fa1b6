/** Tests of deploying to a cluster. */
@NullMarked
package io.finops.rehearsal.deploy;

import org.jspecify.annotations.NullMarked;
