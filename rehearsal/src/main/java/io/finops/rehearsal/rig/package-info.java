/** A payments service of its own, with its database and gateway, on free ports: started, killed and measured, then thrown away. */
@NullMarked
package io.finops.rehearsal.rig;

import org.jspecify.annotations.NullMarked;
