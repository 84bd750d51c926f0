/**
 * The queue on disk: one journal per JVM. For people who look into the directory, docs/queue.md
 * tells the same, and what becomes of damaged files.
 *
 * <h2>Files</h2>
 *
 * <pre>
 * &lt;application directory&gt;/                        shared by the JVMs of one application
 *   0000000007-&lt;uuid&gt;/                           one JVM; the number is one above the highest there
 *     LOCK                                       locked while that JVM lives
 *     owner.json                                 for people; nothing reads it
 *     seg-00000000000000000001.q                 operations, in order of sequence
 *     seg-00000000000000000001.ack               what became of them
 *     dead/&lt;instance&gt;-00000000000000000001.dead  operations that were given up
 *     dead/&lt;instance&gt;-&lt;segment&gt;.corrupt            a segment in which no record was found
 *     dead/&lt;instance&gt;-&lt;file&gt;-&lt;offset&gt;.damaged      bytes of a file that are no record
 * </pre>
 *
 * <p>Directories are 0700 and files 0600 from birth. A file that fits no such name is left alone.
 *
 * <h2>Segment</h2>
 *
 * <p>All numbers are big endian. Every file begins with the same 64 bytes, and every record at a
 * multiple of 8.
 *
 * <pre>
 *  0         4        6       7        8             16              24              40      60       64
 *  ├─────────┼────────┼───────┼────────┼─────────────┼───────────────┼───────────────┼───────┼────────┤
 *  │ "CIOQ"  │ format │ kind  │ flags  │ base        │ created, ms   │ instance uuid │ zeros │ crc32c │
 *  └─────────┴────────┴───────┴────────┴─────────────┴───────────────┴───────────────┴───────┴────────┘
 *             1        1 operations, 2 outcomes, 3 dead letters                        of bytes 0..59
 *
 *  0       2      3       4         8          16            24          48         52         56
 *  ├───────┼──────┼───────┼─────────┼──────────┼─────────────┼───────────┼──────────┼──────────┼─────────┬─────┐
 *  │ c10e  │ type │ flags │ length  │ sequence │ captured,ms │ routing   │ crc32c   │ crc32c   │ payload │ 0…7 │
 *  │       │      │       │ payload │          │             │ 3 × 8     │ payload  │ header   │         │     │
 *  └───────┴──────┴───────┴─────────┴──────────┴─────────────┴───────────┴──────────┴──────────┴─────────┴─────┘
 *           1 operation, 2 dead letter                                               of bytes 0..51, ⊕ salt
 * </pre>
 *
 * <p>The header has a checksum of its own, and it covers the length: a flipped bit in a length is
 * found before the length is believed, so damage costs one record and not the rest of the file. The
 * search for the next record goes by mark and checksum. The salt, a checksum of the instance's
 * uuid, sees to it that a record of another journal, in a recycled block or quoted in a payload, is
 * never taken for one of this.
 *
 * <p>Flag 1 says that the payload is sealed, as {@link customerio.agent.atrest} describes, and
 * bound to bytes 0..47 of its header. Its checksum is that of the sealed bytes, so that damage is
 * told from a missing key without having the key. Operations whose key is missing stay where they
 * are, and keep their segment, until a start that has the key. Times, lengths and the hashes of the
 * routing are never encrypted: recovery needs them before it needs a key.
 *
 * <p>The payload of a dead letter is: when it was given up (8 bytes, ms), the uuid of the journal
 * that the operation was in (16), the length of the reason (2), the reason in UTF-8, the payload of
 * the operation. A letter stands for the outcome, should that be missing: it was written first.
 *
 * <h2>Outcomes</h2>
 *
 * <pre>
 *  0       2         3       4        8                16                 24         28         32
 *  ├───────┼─────────┼───────┼────────┼────────────────┼──────────────────┼──────────┼──────────┤
 *  │ ac0b  │ outcome │ zero  │ count  │ first sequence │ not before, ms   │ attempts │ crc32c   │
 *  └───────┴─────────┴───────┴────────┴────────────────┴──────────────────┴──────────┴──────────┘
 *           1 delivered, 2 dead, 3 retry                                      of bytes 0..27, ⊕ salt
 * </pre>
 *
 * <p>The state of an operation is the fold of the records that cover it; no file is ever updated in
 * place, so none can be half updated. A lost outcome means that the operation is delivered again
 * under the same id, never that it is lost.
 *
 * <h2>Life</h2>
 *
 * <ul>
 *   <li>An append is one {@code write()} of one record under one lock. What a failed write leaves
 *       is cut off before the next. With durability {@code memory} a segment begins without a file,
 *       and gets one, holding what is unsettled, when it must leave the heap.
 *   <li>What an append promises is true of names, too: with {@code fsync} and {@code interval} the
 *       directories are synced, and a dead letter is before its operation may be deleted.
 *   <li>A segment is deleted when it is closed and all in it is settled: first the operations, then
 *       the outcomes, because outcomes alone are rubbish and operations alone would be sent again.
 *       Deleting needs no free space.
 *   <li>A closed segment of which a quarter or less is unsettled is copied, with the same
 *       sequences, when the queue is more than half full: a few operations that wait for hours must
 *       not pin it.
 *   <li>A JVM never goes on with an old journal: it starts its own and adopts those whose lock is
 *       free, oldest first. So recovery only ever reads, appends outcomes and deletes, and it does
 *       that on a thread of the agent while the application already runs.
 *   <li>Recovery keeps every intact record. An unfinished one at the end of the last segment is
 *       what a killed process leaves; anything else that is no record is damage, and copied aside.
 *       A segment of a newer format, or with records of a newer kind, stays for the version that
 *       knows it.
 * </ul>
 *
 * <h2>The shelf</h2>
 *
 * <p>An operation whose turn is far off has no ticket: of it the heap keeps one bit in the table of
 * its segment, so that a backlog is bounded by the disk. Its file is its place in the order; it is
 * found again by reading on in the segment where that was left the last time.
 *
 * <pre>
 *   recovery ─────────────▶ shelf (1 bit) ──unshelve──▶ ticket ──settle──▶ outcome
 *   append ──▶ ticket ──shelve──▶ ┘    └───────settle, withdraw──────────────▲
 * </pre>
 *
 * <h2>Locks, outermost first</h2>
 *
 * <p>{@code Adoption}, {@code OldestOut} → {@code Appender} → {@code Settler} → {@code DeadLetters}
 * → {@code Quarantine}, {@code HeapSegments}, {@code Unshelving} → {@code Segment} (reading, then
 * table) → {@code PayloadCache}, {@code GroupCommit}. Who waits for room holds none of them.
 * Appending threads wait for each other and for table accesses, not for reads or settlements,
 * except when the queue is full.
 */
package customerio.agent.queue.disk;
