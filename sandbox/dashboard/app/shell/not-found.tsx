import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

import { Page } from '../parts/page.js';
import { Empty } from '../parts/states.js';

export function NotFound() {
  return (
    <Page title="Nothing here">
      <Empty
        title="There is no page at this address"
        action={
          <Anchor component={Link} to="/integrations">
            To the integrations
          </Anchor>
        }
      />
    </Page>
  );
}
