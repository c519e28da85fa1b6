/**
 * The sending: event loops that follow a schedule and record what became of each request. {@link io.finops.traffic.load.Sender} corrects
 * coordinated omission: latency counts from when a request should have been sent, however long it waited for a connection.
 * {@link io.finops.traffic.load.Recording} keeps it.
 */
@NullMarked
package io.finops.traffic.load;

import org.jspecify.annotations.NullMarked;
