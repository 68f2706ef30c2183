// What reads files and talks of imports to the backend: fetched with the screen.
export {
  guessActionColumns,
  guessCountColumns,
  readHistoryActions,
  readHistoryCounts,
  readHistoryFile,
} from '@relais/sdk/history';
