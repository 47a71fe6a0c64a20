import { Tabs, Typography } from '@mantine/core';
import { useEffect } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';

import connect from '../../../../../docs/connect.md?raw';
import troubleshooting from '../../../../../docs/troubleshooting.md?raw';
import { Page } from '../../parts/page.js';
import styles from './guide.module.css';

const guides = { connect, troubleshooting } as const;

/** The pages of `docs/` that whoever connects a Halo needs, readable without a network. */
export default function GuidePage() {
  const { guide } = useParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const chosen = guide === 'troubleshooting' ? guide : 'connect';
  useEffect(() => {
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash, chosen]);
  return (
    <Page title="Guide" about="How an administrator prepares a Halo for connecting, and what each problem means.">
      <Tabs
        value={chosen}
        onChange={(value) => void navigate(value === 'troubleshooting' ? '/guide/troubleshooting' : '/guide')}
      >
        <Tabs.List>
          <Tabs.Tab value="connect">Connect Halo</Tabs.Tab>
          <Tabs.Tab value="troubleshooting">Troubleshooting</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={chosen} pt="md">
          <Typography maw={860} className={styles['guide']}>
            <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSlug]} components={components}>
              {withoutComments(guides[chosen])}
            </Markdown>
          </Typography>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** Marks for the generators, which readers are not shown. */
const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?-->\n?/g, '');

const components: Components = {
  // The page has a first heading of its own.
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ id, children }) => (
    <h2 id={id} className={styles['heading']}>
      {children}
    </h2>
  ),
  h3: ({ id, children }) => (
    <h3 id={id} className={styles['heading']}>
      {children}
    </h3>
  ),
  a: ({ href = '', children }) => {
    if (href.startsWith('#')) return <Link to={href}>{children}</Link>;
    if (/^connect\.md/.test(href)) return <Link to={href.replace('connect.md', '/guide')}>{children}</Link>;
    if (/^troubleshooting\.md/.test(href))
      return <Link to={href.replace('troubleshooting.md', '/guide/troubleshooting')}>{children}</Link>;
    // Other pages of the package are not part of the dashboard.
    return /^https?:/.test(href) ? (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    ) : (
      <>{children}</>
    );
  },
  table: ({ children }) => (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};
