/** Receives Alertmanager's webhook and keeps an append-only trail of every alert, in a process that outlives what the alerts are about. */
@NullMarked
package io.finops.alertaudit;

import org.jspecify.annotations.NullMarked;
