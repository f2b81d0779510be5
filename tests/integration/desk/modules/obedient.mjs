/** Gives the commands that come to it as the texts of turns, and logs what came of each. */
export function plugin(cordboard) {
  cordboard.on('transcript.turn', async ({ turn }) => {
    const { callId, command } = JSON.parse(turn.text);
    const result = await cordboard.act(callId, command);
    cordboard.log('info', 'acted', { turn: turn.id, result });
  });
}
