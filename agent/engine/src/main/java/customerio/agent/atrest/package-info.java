/**
 * Encryption of what lies on disk, with AES-256-GCM.
 *
 * <pre>
 *   queue.key-file ──▶ KeyFile ──▶ KeyRing ──▶ Seal of one file ──▶ sealed payloads
 *                                     └──────▶ opens what any of its keys has sealed
 *
 *   0        8                24        32
 *   ├────────┼────────────────┼─────────┼──────────────┬────────┐
 *   │ key id │ salt           │ counter │ ciphertext … │ tag 16 │
 *   └────────┴────────────────┴─────────┴──────────────┴────────┘
 *    which     random, fresh    1, 2, …
 *    key       for each seal    in it
 * </pre>
 *
 * <h2>Why no nonce ever comes twice</h2>
 *
 * <p>GCM is broken by the second message under one key and nonce. A random nonce of 96 bits is good
 * for 2<sup>32</sup> messages (NIST SP 800-38D §8.3), which a busy application writes in two
 * months, and a sequence begins anew in each JVM. So each {@link customerio.agent.atrest.Seal}
 * encrypts with a key of its own, {@code HMAC-SHA256(key, label ‖ salt)}, and its nonces are a
 * counter in memory. A seal is made with the file that it writes and dies with it; no file is ever
 * written by a second one. Two seals of one salt would need 2<sup>64</sup> files. The counter rises
 * with each attempt, so that a record that was cut off after a failed write has not shared its
 * nonce with the next one either. A compacted segment takes its records over as they are, byte for
 * byte, and encrypts nothing.
 *
 * <p>All of it is in each record: a damaged file header costs no record, and records of several
 * keys may lie side by side.
 */
package customerio.agent.atrest;
