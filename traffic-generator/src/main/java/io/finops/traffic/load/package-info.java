/**
 * The sending: event loops ({@link io.finops.traffic.load.Sender}) that follow a schedule and record what became of each request.
 * {@link io.finops.traffic.load.Recording} corrects coordinated omission: latency counts from when a request should have been sent, however
 * long it waited for a connection.
 */
@NullMarked
package io.finops.traffic.load;

import org.jspecify.annotations.NullMarked;
