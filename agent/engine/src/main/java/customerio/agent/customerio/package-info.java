/**
 * All that is known about Customer.io, as functions without state or I/O.
 *
 * <pre>
 *  method, path ──▶ Endpoint ──▶ RequestReader ──▶ Reading      valid? about whom?
 *                                                   │
 *                   AcceptedReply ◀── (taken over)  ▼
 *                                               Operation ◀──▶ OperationCodec     in the queue
 *                                                   │
 *                        alone ── SingleForm ───────┤
 *                        together ── BatchForm ──▶ BatchItem ──▶ BatchBuilder
 *                                                                   │
 *                                               WireRequest ◀───────┘
 *  status, body ──▶ AnswerReader ──▶ Answer                     what became of it?
 * </pre>
 *
 * Facts are from Customer.io's OpenAPI documents, its official libraries and their recorded
 * exchanges. Where these leave a doubt, the application's own request is what goes out.
 */
package customerio.agent.customerio;
