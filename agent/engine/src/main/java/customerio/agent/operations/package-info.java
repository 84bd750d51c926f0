/**
 * What an operator can do with the operations that wait and with those that were given up: look,
 * export, import, replay, purge. The same in a running application and on the directory of one that
 * is stopped.
 *
 * <pre>
 *   MBean (management) ──▶ LiveQueue ────┐
 *                                        ├──▶ QueueOperations ──▶ queue.disk
 *   command line ────────▶ OfflineQueue ─┘
 * </pre>
 */
package customerio.agent.operations;
