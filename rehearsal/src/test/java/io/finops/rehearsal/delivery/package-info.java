/** A real Alertmanager with this repository's configuration, against stand-ins for the channels that refuse what the real ones refuse. */
@NullMarked
package io.finops.rehearsal.delivery;

import org.jspecify.annotations.NullMarked;
