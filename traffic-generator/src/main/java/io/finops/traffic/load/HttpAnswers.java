package io.finops.traffic.load;

/**
 * The answers of one HTTP status.
 *
 * @param status the HTTP status
 * @param count how many there were
 * @param said the beginning of the first one: its body, or of a redirect the address it points to; can be empty
 */
public record HttpAnswers(int status, long count, String said) {}
