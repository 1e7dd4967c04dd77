import boardClasses from '../live/Board.module.css';
import { Page } from '../shell/Page';
import { Alerts } from './Alerts';
import { CallBacks } from './CallBacks';

/** What somebody has to do: people to call back, and things that went wrong. */
export default function TasksPage() {
  return (
    <Page title="Tasks">
      <div className={boardClasses.columns}>
        <CallBacks />
        <Alerts />
      </div>
    </Page>
  );
}
